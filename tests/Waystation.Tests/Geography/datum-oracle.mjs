// The oracle of DatumTests: reads [[lon, lat], …] (WGS-84) from standard input, writes for each its GCJ-02 and BD-09 pair.
import gcoord from 'gcoord';

let input = '';
for await (const chunk of process.stdin) input += chunk;

console.log(JSON.stringify(JSON.parse(input).map(p =>
    [...gcoord.transform([...p], gcoord.WGS84, gcoord.GCJ02), ...gcoord.transform([...p], gcoord.WGS84, gcoord.BD09)])));
