using System.Text.Json;
using Holdfast.Model.Profiles;

namespace Holdfast.Guards.Documents;

/// <summary>Whoever writes a profile finds every setting in one place.</summary>
public sealed class ProfileSettingsTests
{
    [Fact]
    public void ProfilesPage_EverySetting_IsExplained()
    {
        var page = Repository.Read("docs/operations/profiles.md");
        var settings = new[] { typeof(Profile), typeof(WireGuardOptions), typeof(OpenVpnOptions) }
            .SelectMany(type => type.GetProperties())
            .Where(property => property.CanWrite)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Distinct();

        Nothing.In(settings.Where(setting => !page.Contains($"`{setting}`", StringComparison.Ordinal)));
    }
}
