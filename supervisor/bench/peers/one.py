"""One task in a pool of one process: python3 one.py"""

import multiprocessing


def no_op(value):
    return value


if __name__ == "__main__":
    with multiprocessing.Pool(1) as pool:
        pool.apply(no_op, (1,))
