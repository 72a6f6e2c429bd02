using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>Profiles compared by what they say: as records they differ already when their lists are different objects.</summary>
internal static class ProfileText
{
    public static bool Same(Profile one, Profile other) => Of(one) == Of(other);

    private static string Of(Profile profile) => JsonSerializer.Serialize(profile, ModelJson.Options);
}
