package dev.reeve.worker.runtime;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The process's standard input and output, reserved for the protocol, so that no handler and no
 * library reads or writes them by accident.
 *
 * @param in file descriptor 0, unbuffered
 * @param out file descriptor 1, unbuffered
 */
record StandardStreams(InputStream in, OutputStream out) {

  /**
   * Reserves both: from now on {@link System#out} is standard error and {@link System#in} is empty.
   * To be called before anything else can print.
   */
  static StandardStreams claim() {
    InputStream in = new FileInputStream(FileDescriptor.in);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    return new StandardStreams(in, out);
  }
}
