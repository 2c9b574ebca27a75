#!/usr/bin/env python3
"""Averages two networks of one training: a share of the later, the rest of the earlier. What one sitting learnt and the next half
forgot comes back, at no cost. Heads that the earlier one lacks are those of the later.

usage: average.py EARLIER.pt LATER.pt SHARE OUT.pt
"""
import sys

import torch


def main():
    earlier, later, share, out = sys.argv[1:]
    a, b, share = torch.load(earlier), torch.load(later), float(share)
    torch.save({k: share * b[k] + (1 - share) * a[k] if k in a else b[k] for k in b}, out)


if __name__ == "__main__":
    main()
