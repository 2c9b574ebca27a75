"""Natural Earth's 1:110m countries, as the npm package world-atlas 2.0.2 carries them, to data/borders/world.geojson.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 data/make/make_borders.py package/countries-110m.json > data/borders/world.geojson

One country a line, sorted by code, two decimals: about 1 km, far below what the scale draws.
"""

import json
import pathlib
import sys

COUNTRIES = pathlib.Path(__file__).parents[1] / "countries" / "countries.tsv"
# Natural Earth draws these without an ISO number: Kosovo has a code of its own in the record, the other two have none.
UNNUMBERED = {"Kosovo": "KOS", "N. Cyprus": None, "Somaliland": None}


def codes():
    rows = (line.split("\t") for line in COUNTRIES.read_text().splitlines())
    return {row[2]: row[0] for row in rows if len(row) > 2 and row[2].isdigit()}


def decode(topology):
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * kx + tx, 2), round(y * ky + ty, 2)))
        arcs.append(points)
    return arcs


def ring(arcs, indexes):
    points = []
    for i in indexes:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc if not points else arc[1:]
    return points


def main():
    topology = json.load(open(sys.argv[1]))
    arcs, by_number = decode(topology), codes()
    features = []
    for g in topology["objects"]["countries"]["geometries"]:
        name = g["properties"]["name"]
        code = by_number.get(g.get("id")) or UNNUMBERED[name]
        polygons = g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]
        shape = [[ring(arcs, r) for r in polygon] for polygon in polygons]
        features.append(
            {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": {"type": "MultiPolygon", "coordinates": shape}}
        )
    features.sort(key=lambda f: (f["properties"]["code"] or "~", f["properties"]["name"]))
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    print('{"type":"FeatureCollection","source":"Natural Earth 1:110m, public domain","features":[\n' + lines + "\n]}")


main()
