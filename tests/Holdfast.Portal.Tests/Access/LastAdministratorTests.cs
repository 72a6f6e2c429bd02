using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Access;

/// <summary>At a portal that has one administrator.</summary>
public sealed class LastAdministratorTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task LastAdministrator_KeepsTheRole()
    {
        foreach (var role in new[] { "user", "auditor", "help-desk" })
        {
            using var answer = await portal.SendAsync(HttpMethod.Patch, "/users/admin", $$"""{"role":"{{role}}"}""");
            Assert.Equal(["HF-1152 admin"], await AdminCalls.ProblemsAsync(answer));
        }
    }
}
