// The oracle of OpeningHoursTests: reads {rules, instants} from standard input (instants as the city's wall clock, minutes since 2000-01-01),
// writes for each rule a string of 1 (open), 0 (closed) per instant, or null where the reference implementation refuses the rule.
import opening_hours from 'opening_hours';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { rules, instants } = JSON.parse(input);
const nominatim = { lat: 39.9, lon: 116.4, address: { country_code: 'cn', state: '北京市' } };

console.log(JSON.stringify(rules.map(rule => {
    let hours;
    try { hours = new opening_hours(rule, nominatim); } catch { return null; }
    return instants.map(m => hours.getState(new Date(2000, 0, 1, 0, m)) ? '1' : '0').join('');
})));
