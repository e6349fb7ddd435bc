// The map. The list beside it says the same without this file.
// All names come from captured pages: they are written with textContent and as addresses that the desk made, never as markup.

const MOST_LABELS = 40;
const RADIUS = { point: 4, settlement: 6, district: 9, region: 13, country: 18, area: 22 };
const FILL = { point: 0.95, settlement: 0.75, district: 0.4, region: 0.22, country: 0.12, area: 0.06 };
const WIDEST_FIRST = ["area", "country", "region", "district", "settlement", "point"];

const holder = document.getElementById("map");
const says = document.getElementById("map-says");
const there = document.getElementById("there");

const element = (tag, text, ...classes) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  made.classList.add(...classes);
  return made;
};
const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const colour = (name) => getComputedStyle(holder).getPropertyValue(name).trim();

// Lines are written as steps, five bits a character: the reverse of `encoded` in scripts/vendor_map.py.
const line = (text, perDegree) => {
  const points = [];
  let at = 0, x = 0, y = 0;
  const step = () => {
    let shift = 0, number = 0, five;
    do {
      five = text.charCodeAt(at++) - 63;
      number |= (five & 0x1f) << shift;
      shift += 5;
    } while (five >= 0x20);
    return number & 1 ? ~(number >> 1) : number >> 1;
  };
  while (at < text.length) {
    x += step();
    y += step();
    points.push([x / perDegree, y / perDegree]);
  }
  return points;
};
const feature = (type, coordinates) => ({ type: "Feature", properties: {}, geometry: { type, coordinates } });

const world = async () => {
  const { perDegree, land, borders } = await (await fetch("/static/map/world-50m.json")).json();
  const read = (text) => line(text, perDegree);
  return {
    land: feature("MultiPolygon", land.map((polygon) => polygon.map(read))),
    borders: feature("MultiLineString", borders.map(read)),
  };
};

const style = ({ land, borders }) => ({
  version: 8,
  sources: {
    land: { type: "geojson", data: land, tolerance: 0.3 },
    borders: { type: "geojson", data: borders, tolerance: 0.3 },
    spots: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
  },
  layers: [
    { id: "water", type: "background", paint: { "background-color": colour("--water") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--land"), "fill-antialias": false } },
    { id: "coast", type: "line", source: "land", paint: { "line-color": colour("--coast"), "line-width": 0.7 } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("--border"), "line-width": 0.8, "line-dasharray": [3, 2] } },
    {
      id: "spots",
      type: "circle",
      source: "spots",
      layout: { "circle-sort-key": ["get", "order"] },
      paint: {
        "circle-radius": ["get", "radius"],
        "circle-color": colour("--spot"),
        "circle-opacity": ["get", "fill"],
        "circle-stroke-color": ["case", ["boolean", ["feature-state", "lit"], false], colour("--ink"), ["get", "small"], colour("--land"), colour("--spot")],
        "circle-stroke-width": ["case", ["boolean", ["feature-state", "lit"], false], 3, 1.2],
      },
    },
  ],
});

const features = (spots) => ({
  type: "FeatureCollection",
  features: spots.map((spot, id) => ({
    type: "Feature",
    id,
    properties: {
      radius: RADIUS[spot.precision] ?? RADIUS.area,
      fill: FILL[spot.precision] ?? FILL.area,
      small: spot.precision === "point" || spot.precision === "settlement",
      // what is wide lies under what is narrow, what is mentioned often above what is not
      order: WIDEST_FIRST.indexOf(spot.precision) * 10000 + spots.length - id,
    },
    geometry: { type: "Point", coordinates: [spot.lon, spot.lat] },
  })),
});

const start = async () => {
  if (!document.createElement("canvas").getContext("webgl2")) {
    says.textContent = "This browser offers no WebGL 2, so no map is drawn. The list says the same.";
    return;
  }
  const [{ Map: WorldMap, LngLatBounds }, ground] = await Promise.all([import("/static/map/maplibre-gl.mjs"), world()]);
  holder.hidden = false;
  const map = new WorldMap({
    container: holder,
    style: style(ground),
    center: [30, 25],
    zoom: 1,
    minZoom: 0,
    maxZoom: 10,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: { "Map.Title": "Map of the places; arrow keys move it, plus and minus zoom" },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // The wheel scrolls the page until somebody turns to the map.
  map.scrollZoom.disable();
  holder.addEventListener("pointerdown", () => map.scrollZoom.enable());
  holder.addEventListener("focusin", () => map.scrollZoom.enable());
  document.addEventListener("pointerdown", (event) => holder.contains(event.target) || map.scrollZoom.disable());

  let spots = [];
  let lit = null;
  const labels = element("div", undefined, "map-labels");
  labels.setAttribute("aria-hidden", "true"); // the list is what is read aloud
  const tip = element("div", undefined, "map-tip");
  tip.hidden = true;
  holder.append(labels, tip);

  const seen = () => {
    const everything = new LngLatBounds();
    const narrow = spots.filter((spot) => !["country", "area"].includes(spot.precision));
    for (const spot of narrow.length ? narrow : spots) everything.extend([spot.lon, spot.lat]);
    return everything;
  };
  const fit = () => {
    if (spots.length) map.fitBounds(seen(), { padding: 60, maxZoom: 6, duration: 0 });
    else map.jumpTo({ center: [30, 25], zoom: 1 });
  };
  const zoom = element("div", undefined, "map-zoom");
  for (const [sign, name, act] of [["+", "Zoom in", () => map.zoomIn()], ["−", "Zoom out", () => map.zoomOut()], ["◻", "Show all places", fit]]) {
    const button = element("button", sign);
    button.type = "button";
    button.setAttribute("aria-label", name);
    button.title = name;
    button.addEventListener("click", act);
    zoom.append(button);
  }
  holder.append(zoom);

  const ink = document.createElement("canvas").getContext("2d");
  const font = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  const wide = (spot) => {
    ink.font = `600 12.8px ${font}`;
    return Math.min(176, Math.ceil(ink.measureText(`${spot.name.slice(0, 60)} ${spot.mentions.toLocaleString("en")}`).width) + 12);
  };

  // Labels: the most often mentioned first; one that would lie on another is left out.
  const label = () => {
    const { clientWidth: width, clientHeight: height } = holder;
    const taken = [];
    const wanted = [];
    for (const spot of spots) {
      if (wanted.length >= MOST_LABELS) break;
      const at = map.project([spot.lon, spot.lat]);
      if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) continue;
      const size = wide(spot);
      const beside = (RADIUS[spot.precision] ?? 22) + 3;
      // to the right of the point, to its left, above it or below it: where there is room
      const box = [[beside, -9], [-beside - size, -9], [-size / 2, -beside - 18], [-size / 2, beside]]
        .map(([across, down]) => ({ left: at.x + across, top: at.y + down, width: size, height: 18 }))
        .find((one) => one.left >= 0 && one.left + size <= width && !taken.some((other) => one.left < other.left + other.width && other.left < one.left + size && one.top < other.top + 18 && other.top < one.top + 18));
      if (!box) continue;
      taken.push(box);
      wanted.push([spot, box]);
    }
    labels.replaceChildren(...wanted.map(([spot, box]) => {
      const made = element("span", `${spot.name} `, "map-label");
      if (spot.precision === "country" || spot.precision === "area") made.classList.add("wide");
      made.append(element("small", spot.mentions.toLocaleString("en")));
      made.style.transform = `translate(${Math.round(box.left)}px, ${Math.round(box.top)}px)`;
      made.style.maxWidth = `${box.width}px`;
      return made;
    }));
  };
  let due = false;
  map.on("move", () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; label(); });
  });

  const light = (id) => {
    if (lit !== null) map.setFeatureState({ source: "spots", id: lit }, { lit: false });
    lit = id;
    if (id !== null) map.setFeatureState({ source: "spots", id }, { lit: true });
    for (const row of document.querySelectorAll(".spot")) row.classList.toggle("lit", id !== null && row.dataset.spot === String(id));
  };
  const show = (id) => {
    const spot = spots[id];
    tip.hidden = !spot;
    if (!spot) return;
    tip.replaceChildren(
      element("b", spot.where ? `${spot.name}, ${spot.where}` : spot.name),
      document.createTextNode(`${spot.precision}: ${count(spot.mentions, "mention")}, ${count(spot.statements, "statement")}, ${count(spot.articles, "article")}`),
    );
    const at = map.project([spot.lon, spot.lat]);
    const x = Math.max(4, Math.min(at.x + 12, holder.clientWidth - tip.offsetWidth - 4));
    const y = at.y + 14 + tip.offsetHeight > holder.clientHeight ? at.y - tip.offsetHeight - 12 : at.y + 14;
    tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(Math.max(4, y))}px)`;
  };
  const under = (point) => {
    const near = [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]];
    return [...new Set(map.queryRenderedFeatures(near, { layers: ["spots"] }).map((found) => found.id))]
      .sort((one, other) => (RADIUS[spots[one].precision] ?? 22) - (RADIUS[spots[other].precision] ?? 22) || one - other);
  };
  map.on("mousemove", (event) => {
    const [first] = under(event.point);
    map.getCanvas().style.cursor = first === undefined ? "" : "pointer";
    if ((first ?? null) !== lit) { light(first ?? null); show(first); }
  });
  map.getCanvas().addEventListener("mouseleave", () => { light(null); show(undefined); });

  // A click lists what is said of the places under it.
  map.on("click", (event) => choose(under(event.point)));
  const choose = async (ids) => {
    there.replaceChildren();
    if (!ids.length) return;
    for (const id of ids.slice(0, 8)) {
      const spot = spots[id];
      const about = element("p", undefined, "chosen-spot");
      about.append(element("b", spot.where ? `${spot.name}, ${spot.where}` : spot.name), ` ${spot.precision}: `);
      about.append(link(spot.mentionsAt, count(spot.mentions, "mention")));
      if (spot.statements) about.append(", ", link(spot.statementsAt, count(spot.statements, "statement")));
      there.append(about);
    }
    if (ids.length > 8) there.append(element("p", `and ${ids.length - 8} more places close by: zoom in`, "small"));
    const first = spots[ids[0]];
    const address = first.statements ? first.statementsAt : first.mentionsAt;
    there.prepend(element("h2", `Said of ${first.name}`));
    const list = element("div");
    there.append(list);
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"); // the desk's own page: escaped there
    list.append(...(page.getElementById("results")?.children ?? []));
    there.scrollIntoView({ block: "nearest" });
  };
  const link = (address, text) => {
    const made = element("a", text);
    made.href = address;
    return made;
  };

  // The list and the map light each other.
  const fromList = (event) => {
    const row = event.target instanceof Element ? event.target.closest(".spot") : null;
    if (!row || !spots[row.dataset.spot]) return;
    const id = Number(row.dataset.spot);
    light(id);
    if (event.type === "focusin" && !map.getBounds().contains([spots[id].lon, spots[id].lat])) map.panTo([spots[id].lon, spots[id].lat]);
    show(id);
  };
  document.addEventListener("mouseover", fromList);
  document.addEventListener("focusin", fromList);

  const load = async () => {
    const answer = await fetch(document.getElementById("results").dataset.from);
    const found = await answer.json();
    spots = found.spots;
    light(null);
    show(undefined);
    there.replaceChildren();
    map.getSource("spots").setData(features(spots));
    fit();
    label();
    const left = found.total > spots.length ? ` of ${found.total.toLocaleString("en")}` : "";
    says.textContent = `${count(spots.length, "place")}${left} drawn. Click one to list what is said of it; the number behind a name says how often it is mentioned.`;
    holder.dataset.drawn = String(spots.length);
  };
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "results") load(); });

  const repaint = () => {
    for (const [layer, name, value] of [
      ["water", "background-color", "--water"], ["land", "fill-color", "--land"], ["coast", "line-color", "--coast"],
      ["borders", "line-color", "--border"], ["spots", "circle-color", "--spot"],
    ]) map.setPaintProperty(layer, name, colour(value));
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  map.once("load", async () => {
    await load();
    map.once("idle", () => { holder.dataset.ready = "true"; });
    map.triggerRepaint();
  });
  holder.deskMap = map; // for tests
};

start().catch((error) => {
  holder.hidden = true;
  says.textContent = "The map could not be drawn. The list says the same.";
  console.error(error);
});
