package assay.training.federated.simulation;

import assay.training.federated.FederatedRefusedException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** An image of twice as many pixels as the plot has units, for screens that have as many. */
final class PngCanvas implements PlotCanvas {

  private static final int SCALE = 2;
  private static final Color FRAME = new Color(0x888888);
  private static final Color CURVE = new Color(0x00AA66);

  private final BufferedImage image;
  private final Graphics2D pen;

  /**
   * @throws FederatedRefusedException if the machine has no font to write with
   */
  PngCanvas(int width, int height) {
    image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    pen = image.createGraphics();
    pen.scale(SCALE, SCALE);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    requireFont();
  }

  /** Java looks for fonts when it first writes, and has no exception for a machine without any. */
  private void requireFont() {
    try {
      pen.getFontMetrics().stringWidth("0");
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new FederatedRefusedException(
          "This machine has no font to write on a PNG with; install fontconfig and a font, or draw"
              + " an SVG.",
          e);
    }
  }

  byte[] image() {
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("An image could not be written to memory.", e);
    }
    return out.toByteArray();
  }

  @Override
  public void text(int x, int y, Anchor anchor, String words) {
    pen.setColor(Color.BLACK);
    int before = anchor == Anchor.END ? pen.getFontMetrics().stringWidth(words) : 0;
    pen.drawString(words, x - before, y);
  }

  @Override
  public void frame(int x, int y, int width, int height) {
    pen.setColor(FRAME);
    pen.drawRect(x, y, width, height);
  }

  @Override
  public void curve(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    pen.setColor(CURVE);
    pen.setStroke(new BasicStroke(2));
    pen.draw(path);
    pen.setStroke(new BasicStroke(1));
  }
}
