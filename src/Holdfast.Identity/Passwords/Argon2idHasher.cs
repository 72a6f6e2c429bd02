using System.Security.Cryptography;

namespace Holdfast.Identity.Passwords;

/// <summary>
/// Hashes passwords with Argon2id (RFC 9106) from libsodium, in its own text form, which holds salt and parameters. Thread-safe.
/// </summary>
public sealed class Argon2idHasher : IDisposable
{
    /// <summary>The least that libsodium does.</summary>
    private static readonly Argon2Cost Light = new(1, 8 * 1024);

    private readonly Argon2Cost _cost;
    private readonly SemaphoreSlim _places;
    private readonly Lazy<string> _dummy;

    /// <param name="concurrency">How many hashes are worked on at once; each takes the memory of the cost. 1 or more.</param>
    public Argon2idHasher(int concurrency, Argon2Cost? cost = null)
    {
        _cost = cost ?? Argon2Cost.Default;
        _places = new SemaphoreSlim(concurrency);
        _dummy = new Lazy<string>(() => Sodium.Hash(RandomNumberGenerator.GetBytes(16), _cost));
    }

    public void Dispose() => _places.Dispose();

    /// <param name="password">One that <see cref="PasswordRules"/> accepts.</param>
    /// <exception cref="ArgumentException">The password is empty, longer than 1024 bytes or not text.</exception>
    public async Task<string> HashAsync(string password, CancellationToken cancel)
    {
        var bytes =
            PasswordText.Encode(password)
            ?? throw new ArgumentException("A password has 1 to 1024 bytes of text.", nameof(password));
        return await InTurnAsync(bytes, () => Sodium.Hash(bytes, _cost), cancel);
    }

    /// <summary>
    /// For a password that we made, of 80 or more random bits: there is nothing to guess, so nothing slow is needed. It counts as one to
    /// be hashed again.
    /// </summary>
    public static string HashRandom(string password) =>
        Sodium.Hash(
            PasswordText.Encode(password)
                ?? throw new ArgumentException("A password has 1 to 1024 bytes of text.", nameof(password)),
            Light
        );

    /// <param name="hash">
    /// What <see cref="HashAsync"/> or <see cref="HashRandom"/> gave; null when there is no such user or no password. That takes as long as a wrong password, so
    /// that the time does not tell who has an account.
    /// </param>
    public async Task<PasswordCheck> VerifyAsync(string? hash, string password, CancellationToken cancel)
    {
        // What cannot be a password is compared all the same, for the same reason.
        var bytes = PasswordText.Encode(password);
        var right = await InTurnAsync(bytes ?? [0], () => Verify(hash ?? _dummy.Value, bytes ?? [0]), cancel);
        if (!right || hash is null || bytes is null)
        {
            return PasswordCheck.Wrong;
        }

        return Sodium.NeedsHashingAgain(hash, _cost) ? PasswordCheck.RightButHashAgain : PasswordCheck.Right;
    }

    /// <summary>A light hash must not be told from a slow one by the time that it takes.</summary>
    private bool Verify(string hash, byte[] password)
    {
        var right = Sodium.Verify(hash, password);
        if (!Sodium.NeedsHashingAgain(hash, Light))
        {
            Sodium.Verify(_dummy.Value, password);
        }

        return right;
    }

    private async Task<T> InTurnAsync<T>(byte[] password, Func<T> work, CancellationToken cancel)
    {
        try
        {
            await _places.WaitAsync(cancel);
            try
            {
                return await Task.Run(work, CancellationToken.None);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }
}
