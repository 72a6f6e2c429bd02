using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Mail;

namespace Holdfast.Portal.Features.Users;

/// <summary>The mail addresses of people.</summary>
internal static class MailAddresses
{
    public const string Field = "mailAddress";

    /// <param name="address">Null or empty: none.</param>
    public static IReadOnlyList<Problem> Check(string? address) =>
        string.IsNullOrEmpty(address) ? [] : MailAddress.Read(address, Field).Problems;

    /// <summary>The old address is told, so that nobody loses it unnoticed.</summary>
    /// <param name="address">Empty: none.</param>
    /// <param name="who">Such as “You changed”.</param>
    public static async Task ChangeAsync(
        IUnitOfWork unit,
        UserStore users,
        NoticeBook notices,
        User user,
        string address,
        string who
    )
    {
        if (address == (user.MailAddress ?? ""))
        {
            return;
        }

        await users.SetMailAddressAsync(unit, user.Id, address.Length == 0 ? null : address);
        if (user.MailAddress is not null)
        {
            await notices.ToPersonAsync(
                unit,
                NoticeKinds.MailAddressChanged,
                user,
                $"{who} the address at which you get notices. This one gets none any more."
            );
        }
    }
}
