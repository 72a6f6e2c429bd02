namespace Holdfast.Portal.Notices.Settings;

/// <summary>Somebody's program that is told.</summary>
/// <param name="SecretId">Under which the secret is sealed; a new one with every change of it.</param>
/// <param name="Kinds">Names of kinds.</param>
public sealed record WebhookSettings(Guid Id, string Url, Guid SecretId, IReadOnlyList<string> Kinds)
{
    public string SecretName => NoticeSettings.SecretPrefix + SecretId.ToString("N");
}
