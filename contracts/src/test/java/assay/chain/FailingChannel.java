package assay.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a disk that is full for one write, of which half arrives, or fails one flush. */
final class FailingChannel extends FileChannel {

  private final FileChannel file;
  private boolean isFull;
  private boolean isBroken;
  private boolean isOnDisk = true;

  FailingChannel(FileChannel file) {
    this.file = file;
  }

  void fillUp() {
    isFull = true;
  }

  /** The next flush fails, and only that one. */
  void breakFlush() {
    isBroken = true;
  }

  /** Whether everything that was written was flushed as well. */
  boolean isOnDisk() {
    return isOnDisk;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    isOnDisk = false;
    if (!isFull) {
      return file.write(source);
    }
    isFull = false;
    file.write(source.slice(source.position(), source.remaining() / 2));
    throw new IOException("No space left on device");
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    return file.truncate(size);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    if (isBroken) {
      isBroken = false;
      throw new IOException("Input/output error");
    }
    file.force(metaData);
    isOnDisk = true;
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long size() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
