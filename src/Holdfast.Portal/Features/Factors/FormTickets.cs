using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Holdfast.Pki.Envelope;

namespace Holdfast.Portal.Features.Factors;

/// <summary>
/// What a form must bring back as it was given, sealed: no process remembers it, and any portal reads it. Good for ten minutes.
/// </summary>
public sealed class FormTickets(SecretBox box, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Characters. Ours: the longest knows the way back from a provider, and fits into a cookie.</summary>
    private const int Longest = 4000;

    /// <param name="purpose">For what, and for whom: it opens for nothing else.</param>
    public string Seal(string purpose, ReadOnlySpan<byte> content)
    {
        var timed = new byte[sizeof(long) + content.Length];
        BinaryPrimitives.WriteInt64BigEndian(timed, clock.GetUtcNow().ToUnixTimeSeconds());
        content.CopyTo(timed.AsSpan(sizeof(long)));
        return Base64Url.EncodeToString(box.Seal(Purpose(purpose), timed));
    }

    /// <returns>Null: not one of ours for this purpose, or too old.</returns>
    public byte[]? Open(string purpose, string ticket)
    {
        if (ticket.Length > Longest || !Base64Url.IsValid(ticket))
        {
            return null;
        }

        var opened = box.Open(Purpose(purpose), Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(ticket)));
        return opened.Value is { Length: >= sizeof(long) } timed && IsGood(timed) ? timed[sizeof(long)..] : null;
    }

    private bool IsGood(byte[] timed)
    {
        var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(timed));
        return age < Lifetime && age > -Lifetime;
    }

    private static string Purpose(string purpose) => $"form/{purpose}";
}
