using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Holdfast.Identity.Factors;

/// <summary>
/// Codes of authenticator apps: RFC 6238 over RFC 4226, with what all apps understand: SHA-1, 30 seconds, six digits.
/// </summary>
public static class Totp
{
    /// <summary>Bytes of a secret; RFC 4226 section 4, requirement 6 recommends 160 bits.</summary>
    public const int SecretLength = 20;

    public const int Digits = 6;

    /// <summary>Seconds of a time step.</summary>
    public const int Period = 30;

    /// <summary>How many steps a clock may be off in each direction; RFC 6238 section 5.2 recommends one.</summary>
    private const int Tolerance = 1;

    /// <summary>The time step that a moment lies in.</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / Period;

    /// <summary>The step whose code this is; null: of none that may be used.</summary>
    /// <param name="typed">Any text; spaces do not count.</param>
    /// <param name="lastStep">The step of the last code that was accepted: it and those before are refused, RFC 6238 section 5.2.</param>
    public static long? Match(ReadOnlySpan<byte> secret, string typed, DateTimeOffset now, long lastStep)
    {
        var code = Normalised(typed);
        var present = StepAt(now);
        long? match = null;

        // All are compared, whichever fits, so that the time does not tell.
        for (var step = present - Tolerance; step <= present + Tolerance; step++)
        {
            var fits = FixedTimeEquals(Code(secret, step), code);
            if (fits && step > lastStep && match is null)
            {
                match = step;
            }
        }

        return match;
    }

    /// <summary>RFC 4226 section 5.3.</summary>
    /// <param name="digits">6 to 8.</param>
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // What RFC 6238 says and all apps do; HMAC does not suffer from collisions.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0xf;
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[offset..]) & 0x7fff_ffff;
        return (number % (uint)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    private static string Normalised(string typed) =>
        typed.Length > Digits * 4 ? "" : string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));

    private static bool FixedTimeEquals(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(one),
            System.Text.Encoding.UTF8.GetBytes(other)
        );
}
