/* One byte there and back between two processes over two pipes: pipes MODE, where MODE is "one" to
   keep both on one processor, "two" to keep each on its own, or "free". Each line of input is a
   number of calls; the answer is a line with the median and the 99th percentile of one call in
   microseconds. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <sys/wait.h>
#ifdef __linux__
#include <sched.h>
#endif

/* Stays on the nth of the processors that it may use, from 0; anywhere if there are fewer. */
static void stay_on_processor(int n) {
#ifdef __linux__
  cpu_set_t allowed, one;
  CPU_ZERO(&one);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
    if (CPU_ISSET(cpu, &allowed) && n-- == 0) CPU_SET(cpu, &one);
  }
  if (CPU_COUNT(&one) == 1) sched_setaffinity(0, sizeof one, &one);
#else
  (void)n;
#endif
}

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void echo(int in, int out) {
  char byte;
  while (read(in, &byte, 1) == 1 && write(out, &byte, 1) == 1) {
  }
}

static int measure(int out, int in, long count) {
  double *times = malloc(count * sizeof *times);
  char byte = 'x';
  if (times == NULL) return 1;
  for (long i = 0; i < count; i++) {
    double start = microseconds();
    if (write(out, &byte, 1) != 1 || read(in, &byte, 1) != 1) return 1;
    times[i] = microseconds() - start;
  }
  qsort(times, count, sizeof *times, ascending);
  printf("%.3f %.3f\n", times[count / 2], times[count * 99 / 100]);
  fflush(stdout);
  free(times);
  return 0;
}

int main(int argc, char **argv) {
  int there[2], back[2];
  long count;
  int one = argc == 2 && strcmp(argv[1], "one") == 0;
  int two = argc == 2 && strcmp(argv[1], "two") == 0;
  if (pipe(there) != 0 || pipe(back) != 0) return 1;
  pid_t child = fork();
  if (child < 0) return 1;
  if (child == 0) {
    if (one || two) stay_on_processor(two);
    close(there[1]);
    close(back[0]);
    echo(there[0], back[1]);
    _exit(0);
  }
  if (one || two) stay_on_processor(0);
  close(there[0]);
  close(back[1]);
  while (scanf("%ld", &count) == 1 && count > 0) {
    if (measure(there[1], back[0], count) != 0) return 1;
  }
  close(there[1]);
  return waitpid(child, NULL, 0) == child ? 0 : 1;
}
