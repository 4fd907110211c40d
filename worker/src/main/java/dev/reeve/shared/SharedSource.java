package dev.reeve.shared;

/**
 * Something that values are taken from one by one: a {@link SharedQueue}, or an {@link
 * SharedPipe.End end of a pipe}. {@link SharedObjects#takeAny} takes from several at once.
 *
 * @param <T> the values
 */
public interface SharedSource<T> {}
