"""The label inventories of the coder's heads, in the order of its outputs. Written into the model's config.json."""
from authored import CONTEXTS, MODES, SECTORS, STATUSES, TYPES

# How an act was done, by name: a name may belong to several types, the type decides which are allowed.
MODE_NAMES = sorted({m for ms in MODES.values() for m in ms})
TRIGGER = ["O", "I"] + TYPES          # B-<type> at the first word of a trigger, I inside
MENTION = ["O", "B", "I", "B-place", "I-place"]
ROLE = ["none", "actor", "recipient", "place"]
OF = ["-"] + TYPES
# What the state that a word names, anywhere in the window, is to an act: nothing, who does it, to whom.
SIDE = ["-", "by", "to"]
MODE = ["-"] + MODE_NAMES
STATUS = STATUSES
CONTEXT = CONTEXTS
# What a word tells of where an undertaking stands: nothing, or the state that it reaches.
STEP = ["-", "proposed", "announced", "agreed", "in_progress", "delivered", "reduced", "suspended", "cancelled"]
SECTOR = SECTORS

CONFIG = dict(trigger=TRIGGER, mention=MENTION, role=ROLE, of=OF, mode=MODE, status=STATUS, context=CONTEXT, sector=SECTOR, step=STEP, side=SIDE)
