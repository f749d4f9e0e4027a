// Loaded into a measured process (`node --import`): tells on file descriptor 3 how much memory it had at most, in kB.
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
