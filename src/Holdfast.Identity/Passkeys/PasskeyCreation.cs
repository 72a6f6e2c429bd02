using System.Security.Cryptography;

namespace Holdfast.Identity.Passkeys;

/// <summary>Judges a new passkey: WebAuthn level 2, section 7.1. Pure: says what is so, and stores nothing.</summary>
public static class PasskeyCreation
{
    /// <param name="json">As the page sent it; any text.</param>
    /// <param name="challenge">The one that was given out.</param>
    public static PasskeyVerdict<NewPasskey> Check(string json, byte[] challenge, RelyingParty party)
    {
        if (
            PasskeyAnswer.Read(json) is not { } answer
            || Attestation.Read(answer["attestationObject"]) is not { } object_
        )
        {
            return PasskeyRefusal.Malformed;
        }

        var client = answer["clientDataJSON"];
        if (ClientData.Check(client, ClientData.Create, challenge, party) is var refusal and not PasskeyRefusal.None)
        {
            return refusal;
        }

        if (AuthenticatorData.Read(object_.AuthenticatorData) is not { Credential: { } credential } data)
        {
            return PasskeyRefusal.Malformed;
        }

        if (!data.IsFor(party) || !credential.Id.AsSpan().SequenceEqual(answer.RawId))
        {
            return PasskeyRefusal.NotForUs;
        }

        // A passkey is also the only factor at some sign-ins, so whoever made it has been looked at.
        if (!data.UserPresent || !data.UserVerified)
        {
            return PasskeyRefusal.UserNotVerified;
        }

        if (CoseKey.Read(credential.PublicKey) is not { } key)
        {
            return PasskeyRefusal.NotSupported;
        }

        return object_.Check(key, key.AlgorithmId, SHA256.HashData(client)) is var unsigned and not PasskeyRefusal.None
            ? unsigned
            : new NewPasskey(credential.Id, credential.PublicKey, data.Counter, answer.Transports);
    }
}

/// <param name="Credential">1 to 1023 bytes.</param>
/// <param name="PublicKey">A COSE key of a kind that is known here.</param>
public sealed record NewPasskey(byte[] Credential, byte[] PublicKey, uint Counter, IReadOnlyList<string> Transports);
