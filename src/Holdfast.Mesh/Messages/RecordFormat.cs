using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Unicode;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Members;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Messages;

/// <summary>A record as it stands on the wire and as it is signed. One record has one form: what is read is written the same.</summary>
public static class RecordFormat
{
    /// <summary>Without the signature: what is signed.</summary>
    public static byte[] Unsigned(HostRecord record)
    {
        var bytes = new byte[LengthOf(record) - HostRecord.SignatureLength];
        var writer = new ByteWriter(bytes);
        Write(ref writer, record);
        return bytes;
    }

    /// <summary>Bytes, with the signature.</summary>
    public static int LengthOf(HostRecord record) =>
        MessageFormat.RecordHeader
        + Encoding.UTF8.GetByteCount(record.Name)
        + (record.Claims.Length * MessageFormat.ClaimLength)
        + HostRecord.SignatureLength;

    internal static void WriteSigned(ref ByteWriter writer, HostRecord record)
    {
        Write(ref writer, record);
        writer.Bytes(record.Signature.AsSpan());
    }

    internal static HostRecord? Read(ref ByteReader reader)
    {
        if (reader.Byte() != MessageFormat.RecordVersion)
        {
            reader.Refuse();
            return null;
        }

        var host = reader.Host();
        var key = reader.Bytes(WireGuardKey.Length);
        var stamp = reader.Stamp();
        var port = reader.UInt16();
        var flags = reader.Byte();
        var lifetime = reader.UInt32();
        var name = ReadName(ref reader);
        var claims = ReadClaims(ref reader);
        var signature = reader.Bytes(HostRecord.SignatureLength);
        if (reader.IsBroken || flags > (MessageFormat.LeftFlag | MessageFormat.JoiningFlag) || port == 0)
        {
            reader.Refuse();
            return null;
        }

        return new HostRecord
        {
            Host = host,
            Key = new WireGuardKey(key),
            Stamp = stamp,
            WireGuardPort = port,
            Left = (flags & MessageFormat.LeftFlag) != 0,
            IsJoining = (flags & MessageFormat.JoiningFlag) != 0,
            LifetimeMilliseconds = lifetime,
            Name = name,
            Claims = claims,
            Signature = [.. signature],
        };
    }

    private static void Write(ref ByteWriter writer, HostRecord record)
    {
        writer.Byte(MessageFormat.RecordVersion);
        writer.Host(record.Host);
        writer.Bytes(record.Key.Bytes);
        writer.Stamp(record.Stamp);
        writer.UInt16(record.WireGuardPort);
        writer.Byte(
            (byte)((record.Left ? MessageFormat.LeftFlag : 0) | (record.IsJoining ? MessageFormat.JoiningFlag : 0))
        );
        writer.UInt32(record.LifetimeMilliseconds);
        var name = Encoding.UTF8.GetBytes(record.Name);
        writer.Byte((byte)name.Length);
        writer.Bytes(name);
        writer.Byte((byte)record.Claims.Length);
        foreach (var claim in record.Claims)
        {
            Write(ref writer, claim);
        }
    }

    private static void Write(ref ByteWriter writer, Claim claim)
    {
        var address = claim.Prefix.BaseAddress;
        writer.Byte(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? (byte)4 : (byte)6);
        writer.Address(address);
        writer.Byte((byte)claim.Prefix.PrefixLength);
        writer.Byte((byte)claim.Kind);
        writer.Byte(claim.Priority);
        writer.UInt64(claim.Epoch);
        writer.Byte((byte)claim.State);
    }

    /// <summary>Only what a terminal shows as it is.</summary>
    private static string ReadName(ref ByteReader reader)
    {
        var length = reader.Byte();
        var bytes = reader.Bytes(length);
        if (length > HostRecord.LongestName || !Utf8.IsValid(bytes))
        {
            reader.Refuse();
            return "";
        }

        var name = Encoding.UTF8.GetString(bytes);
        if (name.Any(char.IsControl))
        {
            reader.Refuse();
        }

        return name;
    }

    private static ImmutableArray<Claim> ReadClaims(ref ByteReader reader)
    {
        var count = reader.Byte();
        if (count > HostRecord.MostClaims)
        {
            reader.Refuse();
            return [];
        }

        var claims = ImmutableArray.CreateBuilder<Claim>(count);
        for (var i = 0; i < count && !reader.IsBroken; i++)
        {
            if (ReadClaim(ref reader) is { } claim && claims.All(other => other.Prefix != claim.Prefix))
            {
                claims.Add(claim);
            }
            else
            {
                reader.Refuse();
            }
        }

        return reader.IsBroken ? [] : claims.ToImmutable();
    }

    private static Claim? ReadClaim(ref ByteReader reader)
    {
        var family = reader.Byte();
        var address = reader.Address();
        var length = reader.Byte();
        var kind = (ClaimKind)reader.Byte();
        var priority = reader.Byte();
        var epoch = reader.UInt64();
        var state = (ClaimState)reader.Byte();
        var isIPv4 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
        return
            !reader.IsBroken
            && family == (isIPv4 ? 4 : 6)
            && length <= (isIPv4 ? 32 : 128)
            && Holds(address, length)
            && kind <= ClaimKind.Unique
            && state <= ClaimState.Failing
            ? new Claim(new IPNetwork(address, length), kind, priority, epoch, state)
            : null;
    }

    /// <summary>Nothing stands behind the prefix; there is one form for one network.</summary>
    private static bool Holds(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            if ((bytes[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
