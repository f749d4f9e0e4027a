"""Training of Onrecord's reading model. Never needed to run Onrecord: see README.md in this folder."""
