/** Tests of the HTTP interface. */
package dev.reeve.supervisor.serve.http;
