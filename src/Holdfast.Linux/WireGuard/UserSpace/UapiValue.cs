using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.WireGuard.UserSpace;

/// <summary>Reads the values of the userspace configuration protocol. None of these throws.</summary>
internal static class UapiValue
{
    /// <summary>An IPv6 address in brackets with a zone and a port is no longer than this.</summary>
    private const int MaximumEndpointLength = 96;

    public static bool TryReadNumber(ReadOnlySpan<byte> text, long minimum, long maximum, out long number) =>
        Utf8Parser.TryParse(text, out number, out var length)
        && length == text.Length
        && number >= minimum
        && number <= maximum;

    /// <summary>A port, or as many seconds.</summary>
    public static bool TryReadPort(ReadOnlySpan<byte> text, out int number)
    {
        var valid = TryReadNumber(text, 0, ushort.MaxValue, out var value);
        number = valid ? (int)value : 0;
        return valid;
    }

    public static bool TryReadKey(ReadOnlySpan<byte> hex, [NotNullWhen(true)] out WireGuardKey? key)
    {
        Span<byte> bytes = stackalloc byte[WireGuardKey.Length];
        key =
            hex.Length == bytes.Length * 2 && Convert.FromHexString(hex, bytes, out _, out _) == OperationStatus.Done
                ? new WireGuardKey(bytes)
                : null;
        return key is not null;
    }

    /// <summary>All zero means none.</summary>
    public static bool TryReadOptionalKey(ReadOnlySpan<byte> hex, out WireGuardKey? key)
    {
        var valid = TryReadKey(hex, out key);
        if (valid && !key!.Bytes.ContainsAnyExcept((byte)0))
        {
            key = null;
        }

        return valid;
    }

    /// <summary><c>192.0.2.1:51820</c>, <c>[2001:db8::1]:51820</c>, <c>[fe80::1%eth0]:51820</c>.</summary>
    public static bool TryReadEndpoint(ReadOnlySpan<byte> text, [NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        endpoint = null;
        var colon = text.LastIndexOf((byte)':');
        if (colon < 1 || text.Length > MaximumEndpointLength || !TryReadPort(text[(colon + 1)..], out var port))
        {
            return false;
        }

        var address = ReadAddress(Encoding.UTF8.GetString(text[..colon]));
        endpoint = address is null ? null : new IPEndPoint(address, port);
        return endpoint is not null;
    }

    private static IPAddress? ReadAddress(string text) =>
        text is ['[', .., ']']
            ? ReadAddress(WithoutUnknownZone(text[1..^1]), AddressFamily.InterNetworkV6)
            : ReadAddress(text, AddressFamily.InterNetwork);

    private static IPAddress? ReadAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == family ? address : null;

    /// <summary>A zone is the name of an interface, which may have gone; the address is still worth knowing.</summary>
    private static string WithoutUnknownZone(string text)
    {
        var percent = text.IndexOf('%');
        return percent < 0 || IPAddress.TryParse(text, out _) ? text : text[..percent];
    }
}
