namespace Holdfast.Identity.Passwords;

/// <summary>How much work one hash is.</summary>
/// <param name="Passes">1 or more; libsodium's opslimit.</param>
/// <param name="MemoryBytes">8 KiB or more; libsodium's memlimit.</param>
public sealed record Argon2Cost(int Passes, long MemoryBytes)
{
    /// <summary>64 MiB twice, about 70 ms; above the minimum of RFC 9106's second recommendation for its memory.</summary>
    public static readonly Argon2Cost Default = new(2, 64 * 1024 * 1024);
}
