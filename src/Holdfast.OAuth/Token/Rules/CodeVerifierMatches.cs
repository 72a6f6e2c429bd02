using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 7636 section 4.6: only who asked for the code can redeem it.</summary>
internal static class CodeVerifierMatches
{
    public static OAuthRejection? Check(CodeDraft draft) =>
        CryptographicOperations.FixedTimeEquals(
            Challenge(draft.Grant.CodeVerifier),
            Encoding.UTF8.GetBytes(draft.Code.CodeChallenge)
        )
            ? null
            : OAuthRejection.InvalidGrant(
                OAuthProblems.CodeVerifierDiffers,
                "code_verifier does not belong to code_challenge"
            );

    private static byte[] Challenge(string verifier) =>
        Base64Url.EncodeToUtf8(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
