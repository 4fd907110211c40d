"""What two processes share: python3 shared.py MODE

Each line of input is a number of steps for each process; the answer is a figure: steps of the
shared object per second, from the moment that both processes are ready until both have done theirs.
"""

import multiprocessing
import sys
import threading
import time
from multiprocessing.managers import BaseManager

CAPACITY = 1000
BULK = 64
KEYS = 8


class Counter:
    """What a program gives to a manager of its own to have one call for each step."""

    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def increment(self):
        with self.lock:
            self.value += 1

    def get(self):
        return self.value


class CounterManager(BaseManager):
    pass


CounterManager.register("Counter", Counter)


def count_value(value, lock, count):
    for _ in range(count):
        with lock:
            value.value += 1


def count_calls(counter, count):
    for _ in range(count):
        counter.increment()


def put_in_map(values, count):
    for number in range(count):
        values[number % KEYS] = number


def put(queue, count):
    for number in range(count):
        queue.put(number)


def take(queue, count):
    assert sum(queue.get() for _ in range(count)) == count * (count - 1) // 2


def put_lists(queue, count):
    for number in range(0, count, BULK):
        queue.put(list(range(number, min(count, number + BULK))))


def take_lists(queue, count):
    total = 0
    left = count
    while left > 0:
        numbers = queue.get()
        left -= len(numbers)
        total += sum(numbers)
    assert total == count * (count - 1) // 2


def timed(start, end, work, *args):
    start.wait()
    work(*args)
    end.wait()


def seconds(works, count):
    start = multiprocessing.Barrier(len(works) + 1)
    end = multiprocessing.Barrier(len(works) + 1)
    processes = [
        multiprocessing.Process(target=timed, args=(start, end, *work, count)) for work in works
    ]
    for process in processes:
        process.start()
    start.wait()
    begin = time.perf_counter()
    end.wait()
    elapsed = time.perf_counter() - begin
    for process in processes:
        process.join()
        assert process.exitcode == 0
    return elapsed


def count_both(work, read, count):
    before = read()
    elapsed = seconds([work, work], count)
    assert read() == before + 2 * count
    return 2 * count / elapsed


def pass_on(queue, count):
    return count / seconds([(put, queue), (take, queue)], count)


def pass_lists(queue, count):
    return count / seconds([(put_lists, queue), (take_lists, queue)], count)


def answer_all(answer):
    for line in sys.stdin:
        print(answer(int(line)), flush=True)


def main():
    mode = sys.argv[1]
    if mode == "value":
        value = multiprocessing.Value("q", 0)
        work = (count_value, value, value.get_lock())
        answer_all(lambda count: count_both(work, lambda: value.value, count))
    elif mode == "queue":
        queue = multiprocessing.Queue(CAPACITY)
        answer_all(lambda count: pass_on(queue, count))
    elif mode == "lists":
        queue = multiprocessing.Queue(CAPACITY // BULK)
        answer_all(lambda count: pass_lists(queue, count))
    elif mode == "managed-counter":
        with CounterManager() as manager:
            counter = manager.Counter()
            answer_all(lambda count: count_both((count_calls, counter), counter.get, count))
    else:
        with multiprocessing.Manager() as manager:
            if mode == "managed-value":
                value = manager.Value("q", 0)
                work = (count_value, value, manager.Lock())
                answer_all(lambda count: count_both(work, lambda: value.value, count))
            elif mode == "managed-dict":
                values = manager.dict()
                work = (put_in_map, values)
                answer_all(lambda count: 2 * count / seconds([work, work], count))
            elif mode == "managed-lists":
                queue = manager.Queue(CAPACITY // BULK)
                answer_all(lambda count: pass_lists(queue, count))
            else:
                queue = manager.Queue(CAPACITY)
                answer_all(lambda count: pass_on(queue, count))


if __name__ == "__main__":
    main()
