namespace Holdfast.Portal.Notices.Settings;

/// <summary>What is told to whom, and how. As it is stored; secrets are elsewhere, sealed.</summary>
public sealed record NoticeSettings
{
    public static readonly NoticeSettings Defaults = new();

    internal const string SecretPrefix = "notices/";

    /// <summary>Null: no mail is sent.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Where administrators get their mail.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>Names of the kinds that administrators are told by mail.</summary>
    public IReadOnlyList<string> AdministratorKinds { get; init; } =
        NoticeKinds.NamesFor(NoticeAudience.Administrators);

    /// <summary>Names of the kinds that people are told by mail who have an address.</summary>
    public IReadOnlyList<string> PersonKinds { get; init; } = NoticeKinds.NamesFor(NoticeAudience.Person);

    public IReadOnlyList<WebhookSettings> Webhooks { get; init; } = [];
}
