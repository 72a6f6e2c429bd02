using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Data.Audit;

namespace Holdfast.Portal.Features.Audit;

/// <summary>
/// What holds an entry of the audit log to the one before it: HMAC-SHA256, whose key is not in the database in the clear, over the seal
/// before, the number, and each field with its length. See <c>docs/protocols/audit-chain.md</c>.
/// </summary>
internal static class AuditSeal
{
    public const int KeyLength = 32;
    public const int Length = HMACSHA256.HashSizeInBytes;

    private const int NoText = -1;

    /// <param name="before">The end of the chain so far.</param>
    public static ChainEnd Next(byte[] key, ChainEnd before, AuditEntry entry)
    {
        var number = before.Number + 1;
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Add(mac, before.Seal);
        Add(mac, number);
        Add(mac, entry.Id.ToByteArray(bigEndian: true));
        Add(mac, (entry.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        foreach (var text in new[] { entry.Actor, entry.Action, entry.Subject, entry.Detail })
        {
            Add(mac, Encoding.UTF8.GetBytes(text));
        }

        Add(mac, entry.FromAddress is { } from ? Encoding.ASCII.GetBytes(from.ToString()) : null);
        return new ChainEnd(number, mac.GetHashAndReset());
    }

    private static void Add(IncrementalHash mac, byte[]? field)
    {
        Add(mac, field?.Length ?? NoText);
        mac.AppendData(field ?? []);
    }

    private static void Add(IncrementalHash mac, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        mac.AppendData(bytes);
    }
}
