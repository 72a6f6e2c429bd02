namespace Holdfast.Pki.Authority;

/// <summary>From when to when a certificate is good.</summary>
/// <param name="NotBefore">Whole seconds.</param>
/// <param name="NotAfter">Whole seconds.</param>
public sealed record CertificateTimes(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>Clocks differ: who is behind us must not refuse a certificate that is a moment old.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static CertificateTimes Until(DateTimeOffset now, DateTimeOffset notAfter) =>
        new(Seconds(now - Skew), Seconds(notAfter));

    /// <summary>A certificate is not good outside of its authority's time, so it does not claim to be.</summary>
    internal CertificateTimes Within(CertificateTimes authority) =>
        new(
            NotBefore > authority.NotBefore ? NotBefore : authority.NotBefore,
            NotAfter < authority.NotAfter ? NotAfter : authority.NotAfter
        );

    private static DateTimeOffset Seconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
