using System.Text;
using Holdfast.Pki.Envelope;

namespace Holdfast.Portal.Sources.People;

/// <summary>Seals that with which a provider is asked whether a person is still there. It opens for this person alone.</summary>
public sealed class RefreshSeals(SecretBox box)
{
    /// <summary>Bytes. Ours: longer ones are not kept, and the person must sign in again in time.</summary>
    private const int Longest = 16 * 1024;

    /// <returns>Null: there is none that can be kept.</returns>
    public byte[]? Seal(Guid userId, string? refresh) =>
        refresh is not null && Encoding.UTF8.GetByteCount(refresh) <= Longest
            ? box.SealText(Purpose(userId), refresh)
            : null;

    /// <returns>Null: it is damaged, or for somebody else.</returns>
    public string? Open(Guid userId, byte[] sealedText) => box.OpenText(Purpose(userId), sealedText).Value;

    private static string Purpose(Guid userId) => $"sources/refresh/{userId:N}";
}
