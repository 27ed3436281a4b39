// The oracle of the working calendar: reads {from, to} (days) from standard input, writes for each day from the one to the other W (worked), H (a public
// holiday or a day off moved to one), M (a weekend day worked instead of another) or . (an ordinary weekend day).
import days from 'chinese-days';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { from, to } = JSON.parse(input);

let said = '';
for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10), weekday = new Date(at).getUTCDay(), weekend = weekday === 0 || weekday === 6;
    // A name with commas is that of a holiday, an ordinary day bears its weekday's.
    const { work, name } = days.getDayDetail(day), named = name.includes(',');
    said += work ? weekend && named ? 'M' : 'W' : named ? 'H' : '.';
}

console.log(JSON.stringify(said));
