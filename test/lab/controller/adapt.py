"""Makes the kernel's dummy controller into one whose endpoints are told when its module is loaded.

    adapt.py KERNEL OUTPUT    KERNEL is a folder with the files of the kernel's source that are named below, at their paths

Nothing of the kernel is kept here: each edit names the text that it looks for, which must be there exactly as often as is said.
"""

import re
import sys
from pathlib import Path

source, output = Path(sys.argv[1]), Path(sys.argv[2])
controller = (source / "drivers/usb/gadget/udc/dummy_hcd.c").read_text()


def edit(pattern, replacement, times=1):
    """Replaces what matches; another number of matches than expected means a kernel that this was not written for."""
    global controller
    controller, count = re.subn(pattern, lambda _: replacement, controller, flags=re.DOTALL)
    if count != times:
        sys.exit(f"adapt: {count} places instead of {times} match {pattern}")


def function(file, name):
    """The text of one function, which ends with the first brace at the start of a line."""
    text = (source / file).read_text()
    found = re.findall(rf"^static struct usb_ep \*{name}\(.*?^}}$", text, re.DOTALL | re.MULTILINE)
    if len(found) != 1:
        sys.exit(f"adapt: {file} has {len(found)} functions {name}")
    return found[0]


# Beside the kernel's own dummy controller, which the guest has loaded.
edit(r'"dummy_hcd"', '"profile_hcd"')
edit(r'"dummy_udc"', '"profile_udc"')

# The table of endpoints, and where it is read.
edit(r"static const struct \{\n\tconst char \*name;.*?#undef EP_INFO\n\};", '#include "profile.h"')
edit(r"#define DUMMY_ENDPOINTS\tARRAY_SIZE\(ep_info\)\n", "")
edit(r"\t+if \(!ep_info\[i\]\.name\)\n\t+break;\n", "", 2)
edit(r"ep->ep\.name = ep_info\[i\]\.name;", "ep->ep.name = profile_of(&dum->gadget)->endpoints[i].name;")
edit(r"ep->ep\.caps = ep_info\[i\]\.caps;", "ep->ep.caps = profile_of(&dum->gadget)->endpoints[i].caps;")
edit(r"list_add_tail\(&ep->ep\.ep_list, &dum->gadget\.ep_list\);",
     "if (ep->ep.name) list_add_tail(&ep->ep.ep_list, &dum->gadget.ep_list); else INIT_LIST_HEAD(&ep->ep.ep_list);")
edit(r"usb_ep_set_maxpacket_limit\(&ep->ep, ~0\);",
     "usb_ep_set_maxpacket_limit(&ep->ep, profile_of(&dum->gadget)->endpoints[i].limit);")

# One speed for each controller instead of one for all.
edit(r"if \(!mod_data\.is_high_speed && mod_data\.is_super_speed\)\n\t\treturn -EINVAL;",
     "retval = read_profiles();\n\tif (retval)\n\t\treturn retval;\n\tmod_data.num = profile_count;\n\tretval = -ENOMEM;")
edit(r"!dum\[i\]->ss_hcd && mod_data\.is_super_speed", "!dum[i]->ss_hcd && profiles[i].speed == USB_SPEED_SUPER")
edit(r"mod_data\.is_super_speed\)", "profiles[pdev->id].speed == USB_SPEED_SUPER)", 3)
edit(r"mod_data\.is_high_speed\)", "profiles[pdev->id].speed == USB_SPEED_HIGH)", 2)

# What else the profile says.
edit(r"\tinit_dummy_udc_hw\(dum\);",
     "\tdum->gadget.quirk_altset_not_supp = !profiles[pdev->id].alternate_settings;\n\tinit_dummy_udc_hw(dum);")
edit(r"\.udc_start\t= dummy_udc_start,", ".udc_start\t= dummy_udc_start,\n\t.match_ep\t= profile_match_ep,")

# The rules of drivers that choose endpoints by themselves, as those drivers have them.
edit(r'#include "profile\.h"', "\n".join([
    function("drivers/usb/gadget/udc/net2280.c", "net2280_match_ep"),
    "struct ci_hdrc { struct usb_gadget gadget; };",
    function("drivers/usb/chipidea/udc.c", "ci_udc_match_ep"),
    '#include "profile.h"',
]))

output.write_text(controller)
