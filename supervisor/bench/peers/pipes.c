/* One byte there and back between two processes over two pipes: pipes MODE, where MODE is "same"
   to keep both on one processor, or "free". Each line of input is a number of calls; the answer is
   a line with the median and the 99th percentile of one call in microseconds. */
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

static void stay_on_one_processor(void) {
#ifdef __linux__
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  sched_setaffinity(0, sizeof one, &one);
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
  if (argc == 2 && strcmp(argv[1], "same") == 0) stay_on_one_processor();
  if (pipe(there) != 0 || pipe(back) != 0) return 1;
  pid_t child = fork();
  if (child < 0) return 1;
  if (child == 0) {
    close(there[1]);
    close(back[0]);
    echo(there[0], back[1]);
    _exit(0);
  }
  close(there[0]);
  close(back[1]);
  while (scanf("%ld", &count) == 1 && count > 0) {
    if (measure(there[1], back[0], count) != 0) return 1;
  }
  close(there[1]);
  return waitpid(child, NULL, 0) == child ? 0 : 1;
}
