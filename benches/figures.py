"""What the measuring scripts have in common: the held-out briefs, and the figures that ship."""
import glob, json, os, subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
MEASURED = os.path.join(HERE, "../models/coder/measured.json")


def briefs():
    """The held-out briefs (train/authored/h*.txt) in the gold form, as text: one JSON document a line."""
    files = sorted(glob.glob(os.path.join(HERE, "../train/authored/h*.txt")))
    return subprocess.run(["python3", os.path.join(HERE, "../train/authored.py"), "--gold", *files], check=True, capture_output=True, text=True).stdout


def keep(**figures):
    """Writes figures into measured.json, beside those that it holds."""
    kept = json.load(open(MEASURED)) if os.path.exists(MEASURED) else {}
    json.dump(kept | figures, open(MEASURED, "w"), indent=1)
