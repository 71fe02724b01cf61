// Draws what the economic simulation found: docs/economy.md and its two pictures.
//
//   node training/service/tools/economy.mjs training/service/target/economy.csv
//
// No packages: the pictures are SVG text that follows the reader's light or dark mode.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DOCS = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "docs");
const POINTS = 200;
const ROLES = ["researcher", "miner", "owner", "evaluator", "challenger"];
const STYLE = `<style>
text { font: 12px system-ui, sans-serif; fill: #24292f }
.small { font-size: 11px; fill: #57606a }
.axis { stroke: #8c959f; stroke-width: 1 }
.grid { stroke: #d0d7de; stroke-width: 1 }
.spread { stroke: #57606a; stroke-width: 1.5 }
.honest { fill: #1a7f37 } .dishonest { fill: #bc4c00 }
.line { fill: none; stroke-width: 2 } .line.honest { stroke: #1a7f37 } .line.dishonest { stroke: #bc4c00; stroke-dasharray: 5 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .small { fill: #9198a1 } .axis { stroke: #656c76 } .grid { stroke: #30363d }
  .spread { stroke: #9198a1 }
  .honest { fill: #3fb950 } .dishonest { fill: #f0883e }
  .line { fill: none } .line.honest { stroke: #3fb950 } .line.dishonest { stroke: #f0883e }
}
</style>`;

const { rows, about, times } = read(process.argv[2]);
const ways = summarise(rows);
mkdirSync(join(DOCS, "images"), { recursive: true });
writeFileSync(join(DOCS, "images", "economy-gains.svg"), gainsPicture(ways));
writeFileSync(join(DOCS, "images", "economy-wealth.svg"), wealthPicture(rows));
writeFileSync(join(DOCS, "economy.md"), page(ways));

function read(path) {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  const comments = lines.filter((line) => line.startsWith("# ")).map((line) => line.slice(2));
  const rows = lines
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => line.split(","))
    .map(([bounty, end, role, way, player, acted, gain]) => ({
      bounty: Number(bounty),
      end,
      role,
      way,
      player,
      acted: acted === "true",
      gain: Number(BigInt(gain)) / 1e18,
    }));
  const times = comments.slice(1).map((line) => line.split(" = "));
  return { rows, about: comments[0], times: new Map(times.map(([what, n]) => [what, Number(n)])) };
}


/** One line for each way to behave, over the bounties in which somebody behaved so. */
function summarise(rows) {
  const groups = new Map();
  for (const row of rows.filter((row) => row.acted && ROLES.includes(row.role))) {
    const key = `${row.role}: ${row.way.toLowerCase().replaceAll("_", " ")}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .map(([label, all]) => ({ label, role: all[0].role, isHonest: isHonest(all[0]), ...measure(all.map((r) => r.gain)) }))
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || b.isHonest - a.isHonest || a.label.localeCompare(b.label));
}

function isHonest(row) {
  return row.way === "HONEST" || row.way === "RIGHT";
}

function measure(gains) {
  const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
  const spread = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length);
  return { count: gains.length, mean, spread, least: Math.min(...gains), most: Math.max(...gains) };
}

function gainsPicture(ways) {
  const [left, width, step] = [230, 720, 24];
  const height = 50 + ways.length * step;
  const reach = Math.ceil(Math.max(...ways.map((w) => Math.abs(w.mean) + w.spread)));
  const x = (gain) => left + ((gain + reach) / (2 * reach)) * (width - left - 20);
  const ticks = [-reach, -reach / 2, 0, reach / 2, reach];
  const grid = ticks.map(
    (t) => `<line class="${t === 0 ? "axis" : "grid"}" x1="${f(x(t))}" y1="20" x2="${f(x(t))}" y2="${height - 22}"/>
<text class="small" x="${f(x(t))}" y="${height - 6}" text-anchor="middle">${t}</text>`,
  );
  const bars = ways.map((w, i) => {
    const y = 24 + i * step;
    const from = Math.min(x(0), x(w.mean));
    return `<text x="${left - 8}" y="${y + 12}" text-anchor="end">${w.label}</text>
<rect class="${w.isHonest ? "honest" : "dishonest"}" x="${f(from)}" y="${y + 2}" width="${f(Math.max(1, Math.abs(x(w.mean) - x(0))))}" height="13" rx="2"/>
<line class="spread" x1="${f(x(w.mean - w.spread))}" y1="${y + 8.5}" x2="${f(x(w.mean + w.spread))}" y2="${y + 8.5}"/>`;
  });
  const title = `<text x="8" y="14">Gain per bounty in ETH: mean, and one standard deviation to each side</text>`;
  return svg(width, height, [title, ...grid, ...bars]);
}

/** One small plot for each role: what an account of that kind has more or less than at the start. */
function wealthPicture(rows) {
  const [width, height] = [720, 470];
  const last = Math.max(...rows.map((row) => row.bounty));
  const plots = ["researcher", "miner", "owner", "evaluator"].map((role, i) =>
    wealthPlot(rows.filter((row) => row.role === role), role, last, 8 + (i % 2) * 360, 30 + Math.floor(i / 2) * 220),
  );
  const title = `<text x="8" y="14">Wealth over the bounties: mean change per account, in ETH; solid honest, dashed dishonest</text>`;
  return svg(width, height, [title, ...plots]);
}

function wealthPlot(rows, role, last, x0, y0) {
  const [w, h] = [290, 160];
  const lines = [true, false].map((honest) => walk(rows.filter((row) => isHonest(row) === honest), last));
  const all = lines.flat().concat([0]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const y = (v) => y0 + 16 + (high === low ? h / 2 : ((high - v) / (high - low)) * h);
  const x = (b) => x0 + 46 + ((b + 1) / (last + 1)) * w;
  const every = Math.ceil((last + 1) / POINTS);
  const paths = lines.map((values, i) => {
    const points = values.map((v, b) => `L${f(x(b))} ${f(y(v))}`).filter((_, b) => b % every === 0 || b === last);
    return `<path class="line ${i === 0 ? "honest" : "dishonest"}" d="M${f(x(-1))} ${f(y(0))} ${points.join(" ")}"/>`;
  });
  const marks = [low, high].map((v) => `<text class="small" x="${x0 + 42}" y="${f(y(v) + 4)}" text-anchor="end">${v.toFixed(1)}</text>`);
  return `<text x="${x0 + 46}" y="${y0 + 8}">${role}</text>
<line class="axis" x1="${f(x(-1))}" y1="${f(y(0))}" x2="${f(x(last))}" y2="${f(y(0))}"/>
<text class="small" x="${f(x(last))}" y="${y0 + h + 32}" text-anchor="end">${last + 1} bounties</text>
${marks.join("\n")}
${paths.join("\n")}`;
}

function walk(rows, last) {
  const accounts = new Set(rows.map((row) => row.player)).size || 1;
  const each = new Array(last + 1).fill(0);
  rows.forEach((row) => (each[row.bounty] += row.gain / accounts));
  let sum = 0;
  return each.map((gain) => (sum += gain));
}

function svg(width, height, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
${STYLE}
${parts.join("\n")}
</svg>
`;
}

function f(number) {
  return number.toFixed(1);
}

function eth(number) {
  return number.toFixed(3);
}

function table(ways) {
  const lines = ways.map(
    (w) => `| ${w.label} | ${w.count} | ${eth(w.mean)} | ${eth(w.spread)} | ${eth(w.least)} | ${eth(w.most)} |`,
  );
  return ["| Who | Times | Mean gain | Spread | Least | Most |", "|---|---:|---:|---:|---:|---:|", ...lines].join("\n");
}

/** What an account of each kind gained over the whole run, whatever it did in a bounty. */
function perAccount(rows) {
  const ways = new Map();
  for (const row of rows.filter((row) => ROLES.includes(row.role))) {
    const label = `${row.role}: ${row.way.toLowerCase().replaceAll("_", " ")}`;
    const way = ways.get(label) ?? { role: row.role, isHonest: isHonest(row), players: new Map() };
    way.players.set(row.player, (way.players.get(row.player) ?? 0) + row.gain);
    ways.set(label, way);
  }
  const lines = [...ways]
    .sort(([a, x], [b, y]) => ROLES.indexOf(x.role) - ROLES.indexOf(y.role) || y.isHonest - x.isHonest || a.localeCompare(b))
    .map(([label, { players }]) => {
      const { count, mean, least, most } = measure([...players.values()]);
      return `| ${label} | ${count} | ${mean.toFixed(2)} | ${least.toFixed(2)} | ${most.toFixed(2)} |`;
    });
  return ["| Who | Accounts | Mean | Least | Most |", "|---|---:|---:|---:|---:|", ...lines].join("\n");
}

function counted(what) {
  return times.get(what) ?? 0;
}

function page(ways) {
  return readFileSync(join(dirname(fileURLToPath(import.meta.url)), "economy.template.md"), "utf8")
    .replace("{{about}}", about.replace("; ends {", " (").replace("}", ")").replaceAll("=", " ").toLowerCase())
    .replace("{{honest}}", table(ways.filter((w) => w.isHonest)))
    .replace("{{dishonest}}", table(ways.filter((w) => !w.isHonest)))
    .replace("{{accounts}}", perAccount(rows))
    .replace("{{signed}}", counted("scores signed by all seats"))
    .replace("{{captured}}", counted("a lying majority"))
    .replace("{{overturned}}", counted("a lying majority overturned"))
    .replace("{{standing}}", counted("a lying majority not overturned"))
    .replace("{{late}}", counted("miner: publishes late"))
    .replace("{{held}}", [...times].filter(([what]) => what.startsWith("held back")).reduce((sum, [, n]) => sum + n, 0));
}
