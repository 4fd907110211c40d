package dev.reeve.worker.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of numbers whose class is not declared: the text tells the class. An {@link
 * Integer} has its digits, a {@link Double} a point, as anywhere. A number that would be read as
 * one of these has an exponent: {@code 5e0} is a {@link Long}, {@code 5e+0} a {@link BigInteger},
 * and {@code 15E-1} the {@link BigDecimal} 1.5. Other programs read equal numbers.
 *
 * <p>Numbers that other programs have written keep their value: a fraction is a {@link Double} if
 * that holds all of its digits, otherwise a {@link BigDecimal}.
 */
final class ExactNumbers {
  private static final String LONG_MARK = "e0";
  private static final String BIG_MARK = "e+0";

  private ExactNumbers() {}

  /** Returns the JSON text of a number; null if it has none that tells its class. */
  static @Nullable String write(Number number) {
    if (number instanceof Integer) {
      return number.toString();
    }
    if (number instanceof Long whole) {
      return whole.intValue() == whole ? whole + LONG_MARK : whole.toString();
    }
    if (number instanceof Double fraction) {
      return Double.isFinite(fraction) ? fraction.toString() : null;
    }
    if (number.getClass() == BigInteger.class) {
      boolean isLong = ((BigInteger) number).bitLength() < Long.SIZE;
      return isLong ? number + BIG_MARK : number.toString();
    }
    return number.getClass() == BigDecimal.class ? write((BigDecimal) number) : null;
  }

  private static String write(BigDecimal number) {
    String text = number.toString();
    boolean hasPoint = text.indexOf('.') >= 0;
    return hasPoint && readFraction(text) instanceof BigDecimal
        ? text
        : number.unscaledValue() + "E" + -(long) number.scale();
  }

  /** Reads a number that has a point or an exponent. */
  static Number readFraction(String text) {
    if (text.indexOf('.') < 0) {
      Number marked = readMarked(text);
      if (marked != null) {
        return marked;
      }
    }
    double number = Double.parseDouble(text);
    return holdsDigits(number, text) ? (Number) number : new BigDecimal(text);
  }

  private static @Nullable Number readMarked(String text) {
    if (text.indexOf('E') >= 0) {
      return new BigDecimal(text);
    }
    if (text.endsWith(BIG_MARK)) {
      return new BigInteger(text.substring(0, text.length() - BIG_MARK.length()));
    }
    if (text.endsWith(LONG_MARK) && text.length() <= 19) {
      return Long.valueOf(text.substring(0, text.length() - LONG_MARK.length()));
    }
    return null;
  }

  private static boolean holdsDigits(double number, String text) {
    if (!Double.isFinite(number)) {
      return false;
    }
    if (Double.toString(number).equals(text)) {
      return true;
    }
    BigDecimal written = new BigDecimal(text);
    MathContext digits = new MathContext(Math.max(1, written.precision()));
    return new BigDecimal(number).round(digits).compareTo(written) == 0;
  }
}
