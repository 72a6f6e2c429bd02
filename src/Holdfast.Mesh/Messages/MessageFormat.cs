using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

/// <summary>
/// Sizes and kinds of the messages within a datagram. Numbers are big-endian. A datagram has messages one behind the other, each
/// beginning with its kind, and nothing else.
/// </summary>
internal static class MessageFormat
{
    public const byte Ping = 1;
    public const byte Ack = 2;
    public const byte AskFor = 3;
    public const byte Tell = 4;
    public const byte Verdict = 5;
    public const byte Summary = 6;

    /// <summary>Bytes of messages in a datagram, so that it passes everywhere, sealed and through the tunnel: IPv6 asks for 1280.</summary>
    public const int LongestBody = 1120;

    /// <summary>Arbitrary, may be increased.</summary>
    public const int MostMessages = 64;

    public const int PingLength = 1 + 4 + 8 + 8;
    public const int AskForLength = 1 + 4 + HostId.Length;
    public const int VerdictLength = 1 + EntryLength;
    public const int SummaryHeader = 1 + HostId.Length + HostId.Length + 1;
    public const int EntryLength = HostId.Length + 4 + 4 + 1;

    /// <summary>Address and port of a <see cref="Messages.Tell"/>; all zero: none. IPv4 addresses are mapped (RFC 4291, 2.5.5.2).</summary>
    public const int AddressLength = 16 + 2;

    /// <summary>Of a record without name, claims and signature.</summary>
    public const int RecordHeader = 1 + HostId.Length + 32 + 4 + 4 + 2 + 1 + 4 + 1 + 1;

    /// <summary>The version of a record's form, its first byte. 1: 2026-11, the first.</summary>
    public const byte RecordVersion = 1;

    public const byte LeftFlag = 1;
    public const byte JoiningFlag = 2;

    /// <summary>Family (4 or 6), address mapped to 16 bytes, prefix length, kind, priority, epoch, state.</summary>
    public const int ClaimLength = 1 + 16 + 1 + 1 + 1 + 8 + 1;
}
