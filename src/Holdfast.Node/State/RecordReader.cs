namespace Holdfast.Node.State;

/// <summary>Reads a file of records from its beginning to the first that is not whole.</summary>
internal sealed class RecordReader(Stream file)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _over;

    /// <summary>Bytes of whole records read so far; what follows may be cut off.</summary>
    public long GoodLength { get; private set; }

    /// <summary>After the last <see cref="TryRead"/>: a record that is not whole is followed by whole ones, so this is no torn tail.</summary>
    public bool IsDamaged { get; private set; }

    /// <returns>False at the end of the file or of what is whole.</returns>
    public bool TryRead(out ReadOnlySpan<byte> json)
    {
        if (TryLine(out var line) && RecordLine.TryRead(line, out json))
        {
            GoodLength += line.Length + 1;
            return true;
        }

        json = default;
        IsDamaged |= WholeRecordFollows();
        return false;
    }

    private bool WholeRecordFollows()
    {
        while (TryLine(out var line))
        {
            if (RecordLine.TryRead(line, out _))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryLine(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var waiting = _buffer.AsSpan(_start, _end - _start);
            if (waiting.IndexOf((byte)'\n') is >= 0 and var length)
            {
                line = waiting[..length];
                _start += length + 1;
                return true;
            }

            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    private bool Fill()
    {
        if (_over || _end - _start > RecordLine.MaximumLength)
        {
            return false;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = file.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _over = read == 0;
        return !_over;
    }
}
