/** Tests of the server as a whole. */
package dev.reeve.supervisor.serve;
