import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core'
import { w } from '../words/words.ts'

/** The one accent colour. Everything else that has a colour means something: see tokens.css. */
const accent: MantineColorsTuple = [
  '#eef1fd',
  '#dde3fa',
  '#bac5f4',
  '#97a6ef',
  '#7b8eea',
  '#6278e2',
  '#4a62d8',
  '#3c52c0',
  '#3346a5',
  '#293989',
]

const dark: MantineColorsTuple = [
  '#e6e8eb',
  '#c9ced5',
  '#a3acb7',
  '#8a93a0',
  '#3d434c',
  '#2f343c',
  '#22262d',
  '#17191d',
  '#121417',
  '#0d0e11',
]

const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Open Sans", Helvetica, Arial, sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji"'

/** Lists that fall open lie within the page's landmark, as menus do. */
const withinLandmark = { shadow: 'md', portalProps: { target: '#content' } } as const

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  fontFamily,
  headings: { fontFamily, fontWeight: '600' },
  // The whole desk is set in 13 and 14 px; `xs` is the ordinary size of controls.
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.125rem', xl: '1.375rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.1875rem', sm: '0.25rem', md: '0.375rem', lg: '0.625rem', xl: '1rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Alert: { defaultProps: { variant: 'light' } },
    Badge: { defaultProps: { variant: 'light', size: 'sm', radius: 'sm', tt: 'none', fw: 500 } },
    Button: { defaultProps: { size: 'xs', fw: 500 } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Drawer: {
      defaultProps: () => ({
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.3 },
        closeButtonProps: { 'aria-label': w.common.close },
      }),
      styles: { title: { fontSize: '0.9375rem', fontWeight: 600 } },
    },
    Fieldset: { styles: { legend: { fontSize: '0.8125rem', fontWeight: 600 } } },
    InputWrapper: { styles: { description: { fontSize: '0.75rem', lineHeight: '1rem', marginBottom: 4 } } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        withinPortal: true,
        // A landmark holds it, so that people who jump from landmark to landmark find it; see shell.tsx.
        portalProps: { target: '#content' },
        // The focus goes to the first item, not to an empty place before it.
        withInitialFocusPlaceholder: false,
        // The key that opens one, pressed elsewhere on the page, must not close it at once.
        clickOutsideEvents: ['mousedown', 'touchstart'],
        transitionProps: { duration: 80 },
        width: 220,
      },
    },
    Modal: {
      // Asked for at each drawing: the words change with the language.
      defaultProps: () => ({
        centered: true,
        radius: 'lg',
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': w.common.close },
      }),
      styles: { title: { fontSize: '0.9375rem', fontWeight: 600 } },
    },
    Notification: { defaultProps: () => ({ closeButtonProps: { 'aria-label': w.common.dismiss } }) },
    MultiSelect: { defaultProps: { size: 'xs', comboboxProps: withinLandmark } },
    NumberInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false, comboboxProps: withinLandmark } },
    Switch: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        withArrow: false,
        multiline: true,
        maw: 320,
        fz: 12,
        portalProps: { target: '#content' },
      },
    },
  },
})

/** The same key as in public/color-scheme.js. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'throughline-color-scheme' })
