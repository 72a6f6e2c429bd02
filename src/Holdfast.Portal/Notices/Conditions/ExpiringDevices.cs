using System.Globalization;
using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Users;

namespace Holdfast.Portal.Notices.Conditions;

/// <summary>Tells people that a device of theirs stops working soon.</summary>
public sealed class ExpiringDevices(ConfigurationStore configurations, UserStore users, NoticeBook book)
{
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(3);

    /// <summary>Of what lives shorter, nobody wants to be told.</summary>
    public static readonly TimeSpan ShortestLife = TimeSpan.FromDays(7);

    private const int Batch = 100;

    public async Task TellAsync(IUnitOfWork unit, DateTimeOffset now)
    {
        foreach (var one in await configurations.TakeExpiringAsync(unit, now, now + Ahead, ShortestLife, Batch))
        {
            if (one.UserId is { } id && await users.FindAsync(unit, id) is { DisabledAt: null } person)
            {
                await book.ToPersonAsync(unit, NoticeKinds.DeviceExpires, person, TextOf(one));
            }
        }
    }

    private static string TextOf(Configuration one) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"“{one.Name}” ({one.ProfileId}) works until {one.ExpiresAt.ToUniversalTime():yyyy-MM-dd HH:mm 'UTC'}. "
        )
        + (one.AuthorizationId is null ? "Set the device up again before then." : "The app asks you to sign in again.");
}
