using System.Security.Cryptography;
using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Identity.Factors;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Features.Factors;

/// <summary>Whether what somebody typed proves a second factor. What was accepted is used up in the same transaction.</summary>
public sealed class FactorCheck(
    AuthenticatorStore authenticators,
    RecoveryCodeStore recoveryCodes,
    SecretBox box,
    Vault vault
)
{
    private const string RecoveryKeyName = "factors/recovery-codes";

    private const int RecoveryKeyLength = 32;

    /// <summary>What the secret of a person's app is sealed for.</summary>
    public static string PurposeOf(Guid userId) => $"factors/app/{userId}";

    /// <summary>A code of the authenticator app.</summary>
    public async Task<bool> AppAsync(IUnitOfWork unit, Guid userId, string typed, DateTimeOffset now)
    {
        if (await authenticators.FindAsync(unit, userId) is not { } authenticator)
        {
            return false;
        }

        var secret = box.Open(PurposeOf(userId), authenticator.Sealed);
        if (secret.Value is not { } bytes)
        {
            throw new SecretException(secret.Problems[0]);
        }

        var step = Totp.Match(bytes, typed, now, authenticator.LastStep);
        CryptographicOperations.ZeroMemory(bytes);
        return step is { } used && await authenticators.UseAsync(unit, userId, used, now);
    }

    public async Task<bool> RecoveryCodeAsync(IUnitOfWork unit, Guid userId, string typed) =>
        RecoveryCode.Hash(await RecoveryKeyAsync(unit), userId, typed) is { } hash
        && await recoveryCodes.UseAsync(unit, userId, hash);

    /// <summary>Ten new ones; those from before are void.</summary>
    /// <returns>To be shown, and then known to nobody but their owner.</returns>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(IUnitOfWork unit, Guid userId, DateTimeOffset now)
    {
        var key = await RecoveryKeyAsync(unit);
        string[] codes = [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New())];
        await recoveryCodes.ReplaceAsync(
            unit,
            userId,
            codes.Select(code => RecoveryCode.Hash(key, userId, code)!),
            now
        );
        return codes;
    }

    private async Task<byte[]> RecoveryKeyAsync(IUnitOfWork unit) =>
        Convert.FromBase64String(
            await vault.GetOrMakeAsync(
                unit,
                RecoveryKeyName,
                () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(RecoveryKeyLength))
            )
        );
}
