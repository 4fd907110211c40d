package dev.reeve.worker.handlers.image;

/**
 * What all picture handlers give back.
 *
 * @param width of the picture that was written, in pixels
 * @param to as the request named it
 */
public record PictureResult(int width, int height, String to) {}
