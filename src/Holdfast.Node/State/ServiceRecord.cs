using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;

namespace Holdfast.Node.State;

/// <summary>The record of a profile's services.</summary>
internal static class ServiceRecord
{
    /// <summary>
    /// Of all that stands there, what a device needs to be made: that can begin while the general reader still prepares for the whole.
    /// </summary>
    /// <returns>False: it has no WireGuard, or another form than the one we write.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool TryGlimpse(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out string? profileId,
        [NotNullWhen(true)] out WireGuardService? service
    )
    {
        var form = new FixedForm(json);
        service = null;
        profileId = null;
        return form.TryStart()
            && form.TryEnter("service"u8)
            && form.TryText("profileId"u8, out profileId)
            && form.TryEnter("wireGuard"u8)
            && TryRead(ref form, out service)
            && form.TryLeave();
    }

    private static bool TryRead(ref FixedForm form, [NotNullWhen(true)] out WireGuardService? service)
    {
        service =
            form.TryText("interface"u8, out var device)
            && form.TryNumber("port"u8, out int port)
            && form.TryText("privateKey"u8, out var text)
            && WireGuardKey.TryParse(text, out var key)
            && form.TryNumber("mtu"u8, out int mtu)
            && TryReadPool(ref form, "pool4"u8, out var pool4)
            && TryReadPool(ref form, "pool6"u8, out var pool6)
            && form.TryFlag("tcp"u8, out var tcp)
            && TryReadUnit(ref form, out var unit)
                ? new WireGuardService
                {
                    Interface = device,
                    Port = port,
                    PrivateKey = key,
                    Mtu = mtu,
                    Pool4 = pool4,
                    Pool6 = pool6,
                    Tcp = tcp,
                    Unit = unit,
                }
                : null;
        return service is not null;
    }

    /// <summary>Not written where there is none.</summary>
    private static bool TryReadUnit(ref FixedForm form, out int? unit)
    {
        unit = null;
        if (!form.StandsOn("unit"u8))
        {
            return true;
        }

        var isNumber = form.TryNumber("unit"u8, out int number);
        unit = number;
        return isNumber;
    }

    private static bool TryReadPool(ref FixedForm form, ReadOnlySpan<byte> name, out IPNetwork pool)
    {
        pool = default;
        return form.TryText(name, out var text) && IPNetwork.TryParse(text, out pool);
    }
}
