/** Scans a folder for made-up people and prints what it took; the bench starts it, so that memory is the scan's alone. */
import { scanFolder } from '../metadata-scan/index.ts';
import type { Person } from '../metadata-scan/index.ts';

async function main(): Promise<void> {
    const [directory, count] = process.argv.slice(2);
    const people: Person[] = Array.from({ length: Number(count) }, (_each, index) => ({
        id: `0055g00000${String(index).padStart(5, '0')}`,
        username: `person${index}@company.example`,
        email: `person${index}@mail.example`,
        name: `Person ${index}`,
        alias: `p${index}`
    }));
    const { statistics } = await scanFolder(directory, people);
    const figures = {
        files: statistics.files,
        megabytes: Math.round(statistics.bytes / 1e6),
        people: people.length,
        hits: statistics.hits,
        seconds: Math.round(statistics.milliseconds / 100) / 10,
        peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024)
    };
    console.log(JSON.stringify(figures));
}

void main();
