using System.Globalization;
using System.Text;

namespace Holdfast.Node.OpenVpn.Management;

/// <summary>
/// One line from OpenVPN's management socket (management-notes.txt of OpenVPN 2.6). <see cref="Parse"/> is total: any bytes
/// give one of the kinds below.
/// </summary>
internal abstract record ManagementLine
{
    /// <summary>Bytes without the line end. OpenVPN's own lines stay under 1 kB but for certificates' subjects. Ours.</summary>
    public const int MaximumLength = 8192;

    /// <summary><c>SUCCESS: text</c>.</summary>
    public sealed record Success(string Text) : ManagementLine;

    /// <summary><c>ERROR: text</c>.</summary>
    public sealed record Failure(string Text) : ManagementLine;

    /// <summary><c>END</c>, the last line of an answer of several lines.</summary>
    public sealed record End : ManagementLine;

    /// <summary>Any other line: part of an answer of several lines.</summary>
    public sealed record Row(string Text) : ManagementLine;

    /// <summary><c>&gt;CLIENT:ESTABLISHED,CID</c> and its like; lines of variables follow.</summary>
    public sealed record ClientNotice(string Kind, long ClientId) : ManagementLine;

    /// <summary><c>&gt;CLIENT:ENV,name=value</c>.</summary>
    public sealed record ClientVariable(string Name, string Value) : ManagementLine;

    /// <summary><c>&gt;CLIENT:ENV,END</c>.</summary>
    public sealed record ClientEnd : ManagementLine;

    /// <summary><c>&gt;BYTECOUNT_CLI:CID,IN,OUT</c>: totals of one client, bytes from it and to it.</summary>
    public sealed record ByteCount(long ClientId, long Received, long Sent) : ManagementLine;

    /// <summary>Any other notice: <c>&gt;INFO:</c>, <c>&gt;LOG:</c>, <c>&gt;STATE:</c>, <c>&gt;FATAL:</c> and what may come.</summary>
    public sealed record Notice(string Name, string Text) : ManagementLine;

    /// <summary>Begins like a notice that we know, and goes on differently.</summary>
    public sealed record Refused(string Reason) : ManagementLine;

    /// <param name="bytes">Without the line end.</param>
    public static ManagementLine Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumLength)
        {
            return new Refused("line too long");
        }

        var line = Encoding.UTF8.GetString(bytes);
        return line.StartsWith('>') ? ParseNotice(line.AsSpan(1)) : ParseAnswer(line);
    }

    private static ManagementLine ParseAnswer(string line)
    {
        const string success = "SUCCESS:";
        const string error = "ERROR:";
        if (line.StartsWith(success, StringComparison.Ordinal))
        {
            return new Success(line[success.Length..].Trim());
        }

        if (line.StartsWith(error, StringComparison.Ordinal))
        {
            return new Failure(line[error.Length..].Trim());
        }

        return line == "END" ? new End() : new Row(line);
    }

    private static ManagementLine ParseNotice(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 0)
        {
            return new Refused("notice without a colon");
        }

        var rest = text[(colon + 1)..];
        return text[..colon] switch
        {
            "CLIENT" => ParseClient(rest),
            "BYTECOUNT_CLI" => ParseByteCount(rest),
            var name => new Notice(name.ToString(), rest.ToString()),
        };
    }

    private static ManagementLine ParseClient(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        if (comma < 0)
        {
            return new Refused("client notice without a comma");
        }

        var rest = text[(comma + 1)..];
        return text[..comma] is "ENV" ? ParseVariable(rest) : ParseClientNotice(text[..comma], rest);
    }

    private static ManagementLine ParseVariable(ReadOnlySpan<char> text)
    {
        if (text is "END")
        {
            return new ClientEnd();
        }

        var equals = text.IndexOf('=');
        return equals > 0
            ? new ClientVariable(text[..equals].ToString(), text[(equals + 1)..].ToString())
            : new Refused("variable without a name");
    }

    private static ManagementLine ParseClientNotice(ReadOnlySpan<char> kind, ReadOnlySpan<char> rest)
    {
        var comma = rest.IndexOf(',');
        var id = comma < 0 ? rest : rest[..comma];
        return TryNumber(id, out var number)
            ? new ClientNotice(kind.ToString(), number)
            : new Refused("client notice without a client id");
    }

    private static ManagementLine ParseByteCount(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        return
            text.Split(parts, ',') == 3
            && TryNumber(text[parts[0]], out var id)
            && TryNumber(text[parts[1]], out var received)
            && TryNumber(text[parts[2]], out var sent)
            ? new ByteCount(id, received, sent)
            : new Refused("byte count of another form");
    }

    /// <summary>Digits only, 0 to <see cref="long.MaxValue"/>.</summary>
    internal static bool TryNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
