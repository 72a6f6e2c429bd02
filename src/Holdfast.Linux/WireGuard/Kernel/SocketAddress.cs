using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary><c>struct sockaddr_in</c> and <c>sockaddr_in6</c>: the family in the machine's order, port and address in the network's.</summary>
internal static class SocketAddress
{
    public const ushort FamilyIPv4 = 2;
    public const ushort FamilyIPv6 = 10;
    private const int LengthIPv4 = 16;
    private const int LengthIPv6 = 28;

    public static byte[] Write(IPEndPoint endpoint)
    {
        var address = endpoint.Address.IsIPv4MappedToIPv6 ? endpoint.Address.MapToIPv4() : endpoint.Address;
        var isIPv4 = address.AddressFamily == AddressFamily.InterNetwork;
        var bytes = new byte[isIPv4 ? LengthIPv4 : LengthIPv6];
        MemoryMarshal.Write(bytes, isIPv4 ? FamilyIPv4 : FamilyIPv6);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)endpoint.Port);
        address.GetAddressBytes().CopyTo(bytes.AsSpan(isIPv4 ? 4 : 8));
        if (!isIPv4)
        {
            MemoryMarshal.Write(bytes.AsSpan(24), (uint)address.ScopeId);
        }

        return bytes;
    }

    /// <summary>Null for any other family or length.</summary>
    public static IPEndPoint? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LengthIPv4)
        {
            return null;
        }

        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return (MemoryMarshal.Read<ushort>(bytes), bytes.Length) switch
        {
            (FamilyIPv4, LengthIPv4) => new IPEndPoint(new IPAddress(bytes[4..8]), port),
            (FamilyIPv6, LengthIPv6) => new IPEndPoint(ReadIPv6(bytes), port),
            _ => null,
        };
    }

    private static IPAddress ReadIPv6(ReadOnlySpan<byte> bytes) =>
        new(bytes[8..24], MemoryMarshal.Read<uint>(bytes[24..]));
}
