namespace Holdfast.Node.OpenVpn.Management;

/// <summary>
/// Cuts a stream into lines that end in LF or CR LF. Holds at most one line of <see cref="ManagementLine.MaximumLength"/> bytes;
/// longer ones are dropped whole and counted.
/// </summary>
internal sealed class LineSplitter
{
    private readonly byte[] _buffer = new byte[ManagementLine.MaximumLength + 1];
    private int _length;
    private bool _dropping;

    /// <summary>Lines that were too long.</summary>
    public int Dropped { get; private set; }

    /// <summary>Takes the next whole line out of <paramref name="input"/>, which is shortened by what was used.</summary>
    /// <param name="line">Valid until the next call.</param>
    /// <returns>False: the input is used up and no line is complete.</returns>
    public bool TryTake(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> line)
    {
        while (!input.IsEmpty)
        {
            var end = input.IndexOf((byte)'\n');
            Keep(end < 0 ? input : input[..end]);
            input = end < 0 ? [] : input[(end + 1)..];
            if (end >= 0 && Complete(out line))
            {
                return true;
            }
        }

        line = [];
        return false;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_dropping || part.Length > _buffer.Length - _length)
        {
            _dropping = true;
            return;
        }

        part.CopyTo(_buffer.AsSpan(_length));
        _length += part.Length;
    }

    private bool Complete(out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(0, _length);
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        var whole = !_dropping && line.Length <= ManagementLine.MaximumLength;
        Dropped += whole ? 0 : 1;
        (_length, _dropping) = (0, false);
        return whole;
    }
}
