/** The coder's version: changed with every change in what it makes of a text. */
export const CODER = '0.7.0';
