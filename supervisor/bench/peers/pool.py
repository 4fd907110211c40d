"""Pools of Python: python3 pool.py MODE WORKERS CHUNK

Each line of input is a number of tasks; the answer is a line of figures: tasks per second, or for
the mode "apply" the median and the 99th percentile of one call in microseconds, or for the mode
"pids" the workers' process ids.
"""

import multiprocessing
import sys
import time


def no_op(value):
    return value


def rate(run, count):
    start = time.perf_counter()
    done = sum(1 for _ in run(range(count)))
    assert done == count
    return [count / (time.perf_counter() - start)]


def calls(pool, count):
    times = []
    for _ in range(count):
        start = time.perf_counter()
        pool.apply(no_op, (1,))
        times.append(time.perf_counter() - start)
    times.sort()
    return [times[count // 2] * 1e6, times[count * 99 // 100] * 1e6]


def answer_all(answer):
    answer(1)  # the pool is started
    for line in sys.stdin:
        print(*answer(int(line)), flush=True)


def with_pool(mode, workers, chunk):
    with multiprocessing.Pool(workers) as pool:
        if mode == "apply":
            answer_all(lambda count: calls(pool, count))
        elif mode == "pids":
            answer_all(lambda _: [child.pid for child in multiprocessing.active_children()])
        else:
            answer_all(
                lambda count: rate(lambda it: pool.imap_unordered(no_op, it, chunk), count)
            )


def with_executor(workers, chunk):
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        answer_all(lambda count: rate(lambda it: pool.map(no_op, it, chunksize=chunk), count))


def with_joblib(workers):
    from joblib import Parallel, delayed

    with Parallel(n_jobs=workers) as parallel:
        answer_all(
            lambda count: rate(lambda it: parallel(delayed(no_op)(value) for value in it), count)
        )


def main():
    mode, workers, chunk = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if mode == "executor":
        with_executor(workers, chunk)
    elif mode == "joblib":
        with_joblib(workers)
    else:
        with_pool(mode, workers, chunk)


if __name__ == "__main__":
    main()
