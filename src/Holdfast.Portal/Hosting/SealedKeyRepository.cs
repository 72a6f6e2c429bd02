using System.Xml.Linq;
using Holdfast.Data;
using Holdfast.Data.DataProtection;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Secrets;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Holdfast.Portal.Hosting;

/// <summary>
/// The keys that protect forms, shared by all portals and sealed in the database: a form drawn by one portal is good on another.
/// </summary>
public sealed class SealedKeyRepository(
    IDatabase database,
    DataProtectionKeyStore keys,
    SecretBox box,
    TimeProvider clock
) : IXmlRepository
{
#pragma warning disable VSTHRD002 // The framework's interface is synchronous; it asks at the first form and then once a day.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        Task.Run(() => database.ReadAsync(keys.ListAsync, CancellationToken.None))
            .GetAwaiter()
            .GetResult()
            .Select(key => XElement.Parse(Open(key)))
            .ToList();

    public void StoreElement(XElement element, string friendlyName)
    {
        var text = element.ToString(SaveOptions.DisableFormatting);
        var key = new DataProtectionKey(friendlyName, box.SealText(Purpose(friendlyName), text));
        Task.Run(() =>
                database.WriteAsync(
                    async unit =>
                    {
                        await keys.PutAsync(unit, key, clock.GetUtcNow());
                        return true;
                    },
                    CancellationToken.None
                )
            )
            .GetAwaiter()
            .GetResult();
    }

#pragma warning restore VSTHRD002

    private string Open(DataProtectionKey key)
    {
        var opened = box.OpenText(Purpose(key.FriendlyName), key.Sealed);
        return opened.Succeeded ? opened.Value : throw new SecretException(opened.Problems[0]);
    }

    private static string Purpose(string friendlyName) => $"data-protection/{friendlyName}";
}
