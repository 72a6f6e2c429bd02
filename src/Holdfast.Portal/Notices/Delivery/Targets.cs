using Holdfast.Data.Notices;
using Holdfast.Portal.Notices.Settings;

namespace Holdfast.Portal.Notices.Delivery;

/// <summary>Who is told. Pure.</summary>
public static class Targets
{
    /// <param name="recipient">The address of the person concerned; empty: none.</param>
    public static IReadOnlyList<(DeliveryChannel Channel, string Target)> Of(
        NoticeSettings settings,
        NoticeKind kind,
        string recipient
    ) =>
        [
            .. Addresses(settings, kind, recipient).Select(address => (DeliveryChannel.Mail, address)),
            .. settings
                .Webhooks.Where(hook => hook.Kinds.Contains(kind.Name, StringComparer.Ordinal))
                .Select(hook => (DeliveryChannel.Webhook, hook.Id.ToString())),
        ];

    private static IEnumerable<string> Addresses(NoticeSettings settings, NoticeKind kind, string recipient) =>
        settings.Mail is null ? []
        : kind.Audience == NoticeAudience.Administrators
            ? settings.AdministratorKinds.Contains(kind.Name, StringComparer.Ordinal) ? settings.Administrators
                : []
        : recipient.Length > 0 && settings.PersonKinds.Contains(kind.Name, StringComparer.Ordinal) ? [recipient]
        : [];
}
