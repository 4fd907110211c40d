package dev.reeve.worker.handlers.image;

/**
 * The result of every picture handler.
 *
 * @param width of the picture that was written, in pixels
 * @param height of the picture that was written, in pixels
 * @param to the file that was written, as the request named it
 */
public record PictureResult(int width, int height, String to) {}
